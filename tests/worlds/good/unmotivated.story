tell(Mara, Pelle, Key, Garden, Hall)
