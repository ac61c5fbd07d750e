package regexp

import (
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

// unicodeText is unicode.txt.
func unicodeText() string {
	text, err := fs.ReadFile(Files(), "unicode.txt")
	if err != nil {
		panic("regexp: " + err.Error())
	}
	return string(text)
}

// database finds properties, scripts and case mappings in unicode.txt. What is
// asked for is read once and kept; several goroutines may ask.
type database struct {
	mutex    sync.Mutex
	sections map[string]string // the text under "kind name"
	main     map[string]string // "kind name" to the section's first name
	sets     map[string]ranges
	folds    map[string]*folding
}

// index notes where the sections are.
func (d *database) index() {
	if d.sections != nil {
		return
	}
	d.sections, d.main = map[string]string{}, map[string]string{}
	d.sets, d.folds = map[string]ranges{}, map[string]*folding{}
	_, text, _ := strings.Cut(unicodeText(), "\n\n")
	for section := range strings.SplitSeq(text, "\n\n") {
		title, body, _ := strings.Cut(section, "\n")
		kind, names, _ := strings.Cut(title, " ")
		first, _, _ := strings.Cut(names, " ")
		d.sections[kind+" "+first] = body
		for name := range strings.SplitSeq(names, " ") {
			d.main[kind+" "+name] = first
		}
	}
}

// find is the set of a section by any of its names.
func (d *database) find(kind, name string) (ranges, bool) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.index()
	return d.set(kind, name)
}

func (d *database) set(kind, name string) (ranges, bool) {
	first, known := d.main[kind+" "+name]
	if !known {
		return nil, false
	}
	key := kind + " " + first
	set, read := d.sets[key]
	if !read {
		set = readRanges(d.sections[key])
		d.sets[key] = set
	}
	return set, true
}

// category is a general category or a group of them.
func (d *database) category(name string) (ranges, bool) {
	if set, ok := d.find("category", name); ok {
		return set, true
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	first, ok := d.main["group "+name]
	if !ok {
		return nil, false
	}
	var all []span
	for member := range strings.FieldsSeq(d.sections["group "+first]) {
		set, _ := d.set("category", member)
		all = append(all, set...)
	}
	return collect(all), true
}

// extended is a script with the code points that other scripts share with it.
func (d *database) extended(name string) (ranges, bool) {
	set, ok := d.find("script", name)
	if !ok {
		return nil, false
	}
	long := d.main["script "+name]
	more, _ := d.find("extended", long)
	less, _ := d.find("without", long)
	return set.union(more).subtract(less), true
}

// words are the strings of a section.
func (d *database) words(kind, name string) []string {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.index()
	return strings.Fields(d.sections[kind+" "+name])
}

// readRanges reads "41-5A 5F …".
func readRanges(text string) ranges {
	set := make(ranges, 0, strings.Count(text, " ")+1)
	for word := range strings.FieldsSeq(text) {
		set = append(set, readSpan(word))
	}
	return set
}

func readSpan(word string) span {
	first, last, more := strings.Cut(word, "-")
	if !more {
		last = first
	}
	return span{readHex(first), readHex(last)}
}

// readHex reads a number of unicode.txt, which is known to be well written.
func readHex(text string) rune {
	n, err := strconv.ParseInt(text, 16, 32)
	if err != nil {
		panic("regexp: unicode.txt: " + err.Error())
	}
	return rune(n)
}
