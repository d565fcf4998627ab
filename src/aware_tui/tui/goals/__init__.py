"""Goals on screen: the list and how each goes, and the form that makes one."""
