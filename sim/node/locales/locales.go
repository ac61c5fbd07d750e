// Package locales is what Intl knows of languages and time zones: locales.txt and
// collation.txt are of the Unicode CLDR, made by ../testdata/intl/generate.js and
// collation.js, one locale or order a line, its name, a tab, JSON; zoneinfo.zip is the
// tz database as the Go distribution has it, so that zones do not depend on the computer
// that simulates.
package locales

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"strings"
	"sync"
	"time" // only for what zones say of an instant: no real clock is read

	"timeslice/sim/node/collation"
)

// Locales are the languages and zones, read once and never changed.
type Locales struct {
	lines func() string
	zones func() *zip.Reader

	rules  func() string
	mu     sync.Mutex
	orders map[string]*collation.Order
}

// New makes them; nothing is read before somebody asks.
func New() *Locales {
	return &Locales{
		lines:  sync.OnceValue(func() string { return string(read("locales.txt")) }),
		rules:  sync.OnceValue(func() string { return string(read("collation.txt")) }),
		orders: map[string]*collation.Order{},
		zones: sync.OnceValue(func() *zip.Reader {
			data := read("zoneinfo.zip")
			archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				panic("locales: zoneinfo.zip: " + err.Error())
			}
			return archive
		}),
	}
}

func read(name string) []byte {
	data, err := fs.ReadFile(Files(), name)
	if err != nil {
		panic("locales: " + err.Error())
	}
	return data
}

// Data is the JSON of a locale, or of another name in locales.txt.
func (l *Locales) Data(name string) (string, bool) { return line(l.lines(), name) }

// line is what follows a name in lines.
func line(lines, name string) (string, bool) {
	at := 0
	if !strings.HasPrefix(lines, name+"\t") {
		before := strings.Index(lines, "\n"+name+"\t")
		if before < 0 {
			return "", false
		}
		at = before + 1
	}
	line, _, _ := strings.Cut(lines[at:], "\n")
	return line[len(name)+1:], true
}

// Order is how a locale orders texts, in one of the ways that its language has, "" for the
// usual one.
func (l *Locales) Order(locale, way string) *collation.Order {
	language, _, _ := strings.Cut(locale, "-")
	tailored := language + "-u-co-" + way
	if _, ok := line(l.rules(), tailored); !ok {
		tailored = language
	}
	han := ""
	switch {
	case language == "zh" && (way == "stroke" || way == "" && isTraditional(locale)):
		han = "stroke"
	case language == "zh":
		han = "pinyin"
	case language == "ja":
		han = "kanji"
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	name := tailored + " " + han
	if order, made := l.orders[name]; made {
		return order
	}
	rule := func(name string) string { text, _ := line(l.rules(), name); return text }
	order, err := collation.New(rule("root"), rule(tailored), rule("han"), rule(han))
	if err != nil {
		panic("locales: collation.txt: " + name + ": " + err.Error())
	}
	l.orders[name] = order
	return order
}

// isTraditional reports whether a locale writes traditional Chinese characters.
func isTraditional(locale string) bool {
	for _, part := range strings.Split(locale, "-") {
		switch part {
		case "Hans":
			return false
		case "Hant", "TW", "HK", "MO":
			return true
		}
	}
	return false
}

// Names are the locales there are data of.
func (l *Locales) Names() (names []string) {
	for line := range strings.Lines(l.lines()) {
		if name, _, _ := strings.Cut(line, "\t"); strings.Contains(name, "-") {
			names = append(names, name)
		}
	}
	return names
}

// Zone is a zone of the tz database, nil if there is none of the name.
func (l *Locales) Zone(name string) *time.Location {
	file, err := l.zones().Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil
	}
	zone, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return nil
	}
	return zone
}
