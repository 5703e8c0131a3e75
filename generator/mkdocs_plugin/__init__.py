"""The only package that knows MkDocs, which gives Markdown, serving and the site's folder."""
