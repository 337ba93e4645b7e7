// Pelle knows better, and tells her.
tell(Pelle, Mara, Key, Study, Hall)
walk(Mara, Hall, Study)
take(Mara, Key, Study)
