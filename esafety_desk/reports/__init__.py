"""How it is printed: frozen figures in, PDF bytes out. Charts are drawn here once, for paper and for screen."""
