package api

import (
	"net/http"

	"duibiao/cmd/internal/msg"

	"golang.org/x/text/language"
)

// languageOf is the language of what is said to people: the parameter lang, else
// what Accept-Language prefers, else Chinese. Keys and codes are the same in both.
func languageOf(r *http.Request) msg.Lang {
	switch lang := msg.Lang(r.URL.Query().Get("lang")); lang {
	case msg.Chinese, msg.English:
		return lang
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return msg.Chinese
	}
	for _, tag := range tags {
		switch base, _ := tag.Base(); base.String() {
		case "zh":
			return msg.Chinese
		case "en":
			return msg.English
		}
	}
	return msg.Chinese
}
