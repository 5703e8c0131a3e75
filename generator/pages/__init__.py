"""From offers to finished HTML: words, views that name what a template may see, and templates. No network."""
