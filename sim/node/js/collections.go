package js

import "github.com/grafana/sobek"

// chargeCollections lets whoever simulates be charged for the entries that a collection is
// made with: a copy of a large one is one statement.
func (i *Isolate) chargeCollections() {
	for _, name := range [...]string{"WeakMap", "WeakSet"} {
		i.beforeConstruct(name, func(arguments []sobek.Value) {
			if len(arguments) > 0 {
				entries := i.extent(arguments[0])
				i.Labour(entries * weakNs)
				i.Strain(entries * entryBytes)
			}
		})
	}
	for _, name := range [...]string{"Map", "Set"} {
		i.Later(name, func(class *sobek.Object) {
			var construct Constructor
			construct = i.ReplaceConstructor(class, func(arguments []sobek.Value, newTarget *sobek.Object) *sobek.Object {
				given := int64(0)
				if len(arguments) > 0 {
					given = i.extent(arguments[0])
					i.toil(given / 2 * entryMarks)
				}
				made := construct(arguments, newTarget)
				if len(arguments) > 0 {
					entries := int64(i.inside.entries(made))
					i.toil(max(entries-given/2, 0) * entryMarks)
					i.Strain(entries * entryBytes)
				}
				return made
			})
		})
	}
}

// weakNs is what the engine takes to make a weak entry, with what it takes to let it go
// again. (Measured.)
const weakNs = 2500

// entryMarks is in the time of how many statements one entry is made. (Measured.)
const entryMarks = 5

// entries is how many entries a Map or a Set has.
func (in *inside) entries(collection *sobek.Object) int {
	entries := in.self(collection).FieldByName("m")
	if !entries.IsValid() || entries.IsNil() {
		return 0
	}
	return int(entries.Elem().FieldByName("size").Int())
}

// entriesLeft is how many entries a Map or a Set has that an iterator goes through.
func (in *inside) entriesLeft(iterator *sobek.Object) int64 {
	at := in.self(iterator).FieldByName("iter")
	if !at.IsValid() || at.IsNil() {
		return 0
	}
	of := at.Elem().FieldByName("m")
	if of.IsNil() {
		return 0
	}
	return of.Elem().FieldByName("size").Int()
}
