package scenario

import (
	"reflect"
	"strings"
	"unicode"

	"timeslice/sim"
)

// costFields is every key of the section costs: each cost of [sim.Costs] by
// its name in lower case, so SyscallNs is syscall. The last word of a field's
// name is its unit. Costs with a key of their own elsewhere are left out, so
// that there is one way to say each.
func (r *reader) costFields(costs *sim.Costs) []field {
	var fields []field
	value := reflect.ValueOf(costs).Elem()
	for i := range value.NumField() {
		name, unit := splitUnit(value.Type().Field(i).Name)
		to, isInteger := value.Field(i).Addr().Interface().(*int64)
		if !isInteger || elsewhere(name) {
			continue
		}
		switch unit {
		case "Ns":
			fields = append(fields, field{kebab(name), r.duration(to, 0)})
		case "Bytes":
			fields = append(fields, field{kebab(name), r.size(to, 0)})
		case "Percent":
			fields = append(fields, field{kebab(name), r.percent(to)})
		default:
			fields = append(fields, field{kebab(name), whole(r, to, 0, 1<<40)})
		}
	}
	return fields
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
