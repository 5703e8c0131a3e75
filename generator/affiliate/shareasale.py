"""ShareASale is closed: Awin took it over in 2025, with new ids. Source: resources.awin.com, shareasale-to-awin."""

NAME = "shareasale"
HOSTS = ("shareasale.com", "shareasale-analytics.com", "shrsl.com")
