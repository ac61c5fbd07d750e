// Package words gives the texts of the user interface in the reader's language.
//
// A text has an id, such as "scenario.unknown-key", and stands in two message
// files in assets/text: one in English, one in Chinese. Files are split by
// subject (errors, report, command line), after which they are called; ids begin
// with the subject. A text may have named places, {{.Name}}, and in English a form for one and a form
// for all other numbers, chosen by the place Count:
//
//	{"report.threads": {"one": "{{.Count}} thread", "other": "{{.Count}} threads"}}
//	{"report.threads": "{{.Count}} 个线程"}
//
// The tests of this package hold both languages together: the same ids, the
// same places, nothing empty, nothing that no code asks for.
package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"timeslice/assets"
)

// countPlace is the place of a text whose number chooses the plural form.
const countPlace = "Count"

// Words says texts in one language. It may be used by several goroutines.
//
// A file is read when one of its texts is first asked for: who shows a window need
// not wait for what only a report says.
type Words struct {
	language Language
	subjects map[string]*part // by what their ids begin with
}

// part is the files of a subject.
type part struct {
	files     []string
	once      sync.Once
	localizer *i18n.Localizer
}

// New returns the words of a language, English if the language is not one of
// [Languages].
func New(l Language) *Words {
	if !l.known() {
		l = English
	}
	w := &Words{language: l, subjects: map[string]*part{}}
	names, err := fs.Glob(assets.Text(), "*."+string(l)+".json")
	if err != nil {
		panic("words: " + err.Error())
	}
	for _, name := range names {
		subject, _, _ := strings.Cut(name, ".")
		subject, _, _ = strings.Cut(subject, "-") // such as ui-time.en.json, which is of ui too
		if w.subjects[subject] == nil {
			w.subjects[subject] = &part{}
		}
		w.subjects[subject].files = append(w.subjects[subject].files, name)
	}
	return w
}

// read reads the files of a part, if nobody has yet.
func (p *part) read(l Language) *i18n.Localizer {
	p.once.Do(func() {
		bundle := i18n.NewBundle(language.English)
		bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
		for _, name := range p.files {
			if _, err := bundle.LoadMessageFileFS(assets.Text(), name); err != nil {
				panic(fmt.Sprintf("words: assets/text/%s cannot be read: %v", name, err))
			}
		}
		p.localizer = i18n.NewLocalizer(bundle, string(l))
	})
	return p.localizer
}

// localize finds a text in the files of its subject.
func (w *Words) localize(config *i18n.LocalizeConfig) (string, error) {
	subject, _, _ := strings.Cut(config.MessageID, ".")
	p := w.subjects[subject]
	if p == nil {
		return "", &i18n.MessageNotFoundErr{MessageID: config.MessageID}
	}
	return p.read(w.language).Localize(config)
}

// Language returns the language these words are in.
func (w *Words) Language() Language { return w.language }

// Say returns the text id with its places filled in. The arguments come in
// pairs, the name of a place and its value:
//
//	w.Say("report.threads", "Count", 3)
//
// A text that does not exist is said as its id, so that the fault is seen
// where it is and harms nobody.
func (w *Words) Say(id string, args ...any) string {
	places := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		places[fmt.Sprint(args[i])] = args[i+1]
	}
	config := &i18n.LocalizeConfig{MessageID: id, TemplateData: places}
	if count, plural := places[countPlace]; plural {
		config.PluralCount = count
	}
	// With an error there may still be a text: the general form of one that has
	// no form of its own for this number.
	text, err := w.localize(config)
	if err != nil && text == "" {
		return id
	}
	return text
}

// Pattern returns the text id as it stands in the file, with its places not
// filled in, in the form that goes with a number. It is for those who fill in
// one text very often, or need to know where in it a place has come to stand. A
// text that does not exist is its id.
func (w *Words) Pattern(id string, count int64) string {
	config := &i18n.LocalizeConfig{MessageID: id, PluralCount: count, TemplateParser: template.IdentityParser{}}
	text, err := w.localize(config)
	if err != nil && text == "" {
		return id
	}
	return text
}

// Has reports whether there is a text with this id.
func (w *Words) Has(id string) bool {
	_, err := w.localize(&i18n.LocalizeConfig{MessageID: id})
	return err == nil
}
