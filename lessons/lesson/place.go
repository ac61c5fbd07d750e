package lesson

import "strings"

// Place is where to look: a panel, or something on it.
type Place struct {
	Sort string // one of PlaceSorts
	Name string // of a process, a thread or a core: which; of a line: its number
}

// PlaceSorts are the kinds of places, and whether each has a name.
func PlaceSorts() map[string]bool {
	return map[string]bool{
		"code": false, "terminal": false, "stage": false, "timeline": false, "events": false, "inspector": false, "knobs": false,
		"process": true, "thread": true, "core": true, "line": true,
	}
}

// readPlace reads a place, such as "timeline" or "thread libuv-1".
func readPlace(text string) (Place, bool) {
	sort, name, _ := strings.Cut(strings.TrimSpace(text), " ")
	named, known := PlaceSorts()[sort]
	name = strings.TrimSpace(name)
	return Place{sort, name}, known && named == (name != "")
}

func (p Place) String() string { return strings.TrimSpace(p.Sort + " " + p.Name) }
