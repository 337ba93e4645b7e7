walk(Mara, Hall, Garden)
take(Mara, Key, Garden)
walk(Mara, Garden, Hall)
