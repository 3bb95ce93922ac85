"""The bare Django view that pages are measured beside: see ``bare.urls``."""
