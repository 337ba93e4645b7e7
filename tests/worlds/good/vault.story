shout(Pip, Yard)
look(Gus, Vault)
enter(Tess)
take(Tess)
