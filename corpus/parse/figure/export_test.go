package figure

// NamesCatalogue and CatalogueWords let tests compare the one pass with the list.
var (
	NamesCatalogue = namesCatalogue
	CatalogueWords = catalogueWords
)
