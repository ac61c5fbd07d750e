package js

import "github.com/grafana/sobek"

// A graph of forty arrays, each of which holds the one before twice, is written
// as a text that no computer holds. V8 fails when the text is too long, half a
// gigabyte later. That it will be too long is known from the graph itself: how
// long a value's text is at the least is worked out once for each object, so
// that such a call fails before it begins.

// textual works out how long the texts of values are, at the least: what is not
// plain, and may be written in another way, counts nothing.
type textual struct {
	isolate *Isolate
	joins   bool // by join, not as JSON
	known   map[*sobek.Object]int64
	levels  int
	objects *sobek.Object // Object.prototype; nil if what it has makes nothing plain
	arrays  *sobek.Object // Array.prototype, likewise
}

// mostTextual is how many levels are looked at.
const mostTextual = 1_000

func (i *Isolate) newTextual(joins bool) *textual {
	t := &textual{isolate: i, joins: joins, known: map[*sobek.Object]int64{}}
	arrays, objects := i.prototypes.array, i.prototypes.object
	if joins {
		if arrays.Get("join") == i.prototypes.join && arrays.Get("toString") == i.prototypes.joined {
			t.arrays = arrays
		}
		return t
	}
	if i.inside.propertiesOf(objects)["toJSON"] == nil {
		t.objects = objects
		if i.inside.propertiesOf(arrays)["toJSON"] == nil {
			t.arrays = arrays
		}
	}
	return t
}

// prototypes are what plain values inherit from.
type prototypes struct {
	object, array *sobek.Object
	join, joined  sobek.Value // Array.prototype.join and its toString
	generator     *sobek.Object
	counted       map[*sobek.Object]bool // those whose objects give what is counted: steps.go
}

func (i *Isolate) findPrototypes() {
	p := &i.prototypes
	p.object, p.array = i.path("Object.prototype"), i.path("Array.prototype")
	p.counted = map[*sobek.Object]bool{p.array: true}
	for _, name := range [...]string{"Map", "Set"} {
		i.Later(name, func(class *sobek.Object) { p.counted[class.Get("prototype").(*sobek.Object)] = true })
	}
	i.laterIn(p.array, "join", func(join *sobek.Object) { p.join = join })
	i.laterIn(p.array, "toString", func(toString *sobek.Object) { p.joined = toString })
}

// atLeast is how long the text of a value is, at the least; not more than what
// is too long already.
func (t *textual) atLeast(v sobek.Value) int64 {
	object, ok := v.(*sobek.Object)
	if !ok {
		switch v := v.(type) {
		case nil:
			return 0
		case sobek.String:
			return int64(v.Length())
		}
		if sobek.IsUndefined(v) || sobek.IsNull(v) {
			return 0
		}
		return 1
	}
	if n, is := t.known[object]; is {
		return n
	}
	if t.levels == mostTextual {
		return 0
	}
	t.known[object] = 0 // in a circle
	t.levels++
	n := min(t.inside(object), LongestString+1)
	t.levels--
	t.known[object] = n
	return n
}

// inside is how long the text is of what is inside an object.
func (t *textual) inside(object *sobek.Object) (n int64) {
	in := t.isolate.inside
	switch in.kind(object) {
	case "arrayObject":
		if t.arrays == nil || object.Prototype() != t.arrays || len(in.propertiesOf(object)) > 1 { // besides its length
			return 0
		}
		elements := in.elements(object)
		n = max(int64(len(elements))-1, 0)
		for _, element := range elements {
			n += t.atLeast(element)
		}
	case "baseObject":
		if t.joins || t.objects == nil || object.Prototype() != t.objects {
			return 0
		}
		properties := in.propertiesOf(object)
		if properties["toJSON"] != nil {
			return 0
		}
		for name, property := range properties {
			switch property.(type) {
			case *sobek.Symbol:
				continue
			case *sobek.Object:
				if isCallable(property) {
					continue
				}
			}
			if !sobek.IsUndefined(property) && !in.isProperty(property) {
				n += int64(len(name.String())/2) + t.atLeast(property)
			}
		}
	}
	return n
}
