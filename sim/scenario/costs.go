package scenario

import (
	"reflect"
	"strings"
	"unicode"

	"timeslice/sim"
	nodejs "timeslice/sim/node"
)

// costFields is every key of the section costs: each cost of [sim.Costs] by
// its name in lower case, so SyscallNs is syscall. The last word of a field's
// name is its unit. Costs with a key of their own elsewhere are left out, so
// that there is one way to say each.
func (r *reader) costFields(costs *sim.Costs) []field {
	return r.costFieldsOf(reflect.ValueOf(costs).Elem(), "")
}

// nodeFields is every key of the section node: the costs of [nodejs.Costs].
// Those of a part begin with its name, but for those of JavaScript itself.
func (r *reader) nodeFields(costs *nodejs.Costs) []field {
	return r.costFieldsOf(reflect.ValueOf(costs).Elem(), "")
}

func (r *reader) costFieldsOf(value reflect.Value, prefix string) []field {
	var fields []field
	eachCost(value, prefix, func(key, unit string, to any) {
		read := func(*node) {}
		switch to := to.(type) {
		case *int:
			read = whole(r, to, 0, 1024)
		case *int64:
			switch unit {
			case "Ns":
				read = r.duration(to, 0)
			case "Bytes":
				read = r.size(to, 0)
			case "Percent":
				read = r.percent(to)
			default:
				read = whole(r, to, 0, 1<<40)
			}
		}
		fields = append(fields, field{key, read})
	})
	return fields
}

// eachCost calls do for each cost in a struct of costs, with its key, its unit and
// where it is: a count is an int, all else an int64.
func eachCost(value reflect.Value, prefix string, do func(key, unit string, to any)) {
	for i := range value.NumField() {
		name, unit := splitUnit(value.Type().Field(i).Name)
		if part := value.Field(i); part.Kind() == reflect.Struct {
			if name == "JS" {
				name = ""
			}
			eachCost(part, prefix+name, do)
			continue
		}
		switch to := value.Field(i).Addr().Interface().(type) {
		case *int:
			do(kebab(prefix+name), unit, to)
		case *int64:
			if !elsewhere(name) {
				do(kebab(prefix+name), unit, to)
			}
		}
	}
}

// elsewhere reports whether a cost has its key in the section machine itself
// or in the section cache.
func elsewhere(name string) bool {
	return name == "Switch" || name == "Migration" || strings.HasPrefix(name, "Cache")
}

// splitUnit takes the unit off the end of a field's name.
func splitUnit(name string) (rest, unit string) {
	for _, unit := range []string{"Ns", "Bytes", "Percent"} {
		if rest, found := strings.CutSuffix(name, unit); found {
			return rest, unit
		}
	}
	return name, ""
}

// kebab writes ForkPerMiB as fork-per-mib: a dash where a small letter is
// followed by a capital, but names of units stay together.
func kebab(name string) string {
	name = strings.NewReplacer("MiB", "Mib", "KiB", "Kib").Replace(name)
	var b strings.Builder
	before := 'A'
	for _, letter := range name {
		if unicode.IsUpper(letter) && !unicode.IsUpper(before) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(letter))
		before = letter
	}
	return b.String()
}
