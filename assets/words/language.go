package words

import "strings"

// Language is a language of the user interface, by its ISO 639 code.
type Language string

// The languages.
const (
	English Language = "en"
	Chinese Language = "zh"
)

// Languages lists the languages there are, the one to fall back to first.
func Languages() []Language { return []Language{English, Chinese} }

func (l Language) known() bool {
	for _, known := range Languages() {
		if l == known {
			return true
		}
	}
	return false
}

// Find returns the language of a name such as "zh", "zh-CN", "zh_TW.UTF-8" or
// "EN"; false if it is none of [Languages].
func Find(name string) (Language, bool) {
	code := strings.ToLower(name)
	if end := strings.IndexAny(code, "-_.@"); end >= 0 {
		code = code[:end]
	}
	return Language(code), Language(code).known()
}

// FromEnvironment returns the language a user's environment asks for, English
// if it asks for none of [Languages]. getenv is os.Getenv or stands for it.
// The first variable that is set decides, as in locale(7).
func FromEnvironment(getenv func(string) string) Language {
	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(variable); value != "" {
			if l, ok := Find(value); ok {
				return l
			}
			return English
		}
	}
	return English
}
