shout(Pip, Yard)
enter(Tess)
take(Tess)
