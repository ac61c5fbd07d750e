package syntax

import "strings"

// yaml divides a scenario file line by line: comments, keys, quoted texts,
// numbers with their units. That is all it needs of YAML.
func yaml(source string) []Part {
	var parts []Part
	at := 0
	for line := range strings.Lines(source) {
		parts = yamlLine(parts, line, at)
		at += len(line)
	}
	return parts
}

func yamlLine(parts []Part, line string, at int) []Part {
	add := func(from, to int, class Class) { parts = append(parts, Part{at + from, at + to, class}) }
	for i := 0; i < len(line); {
		c := line[i]
		switch {
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			add(i, len(strings.TrimRight(line, "\n")), Comment)
			return parts
		case c == '"' || c == '\'':
			end := strings.IndexByte(line[i+1:], c)
			if end < 0 {
				end = len(strings.TrimRight(line[i+1:], "\n")) - 1
			}
			add(i, i+end+2, String)
			i += end + 2
		case strings.IndexByte("{}[],:", c) >= 0:
			add(i, i+1, Punctuation)
			i++
		case c >= '0' && c <= '9':
			end := wordEnd(line, i)
			add(i, end, Number)
			i = end
		case isNameByte(c):
			end := wordEnd(line, i)
			if rest := line[end:]; strings.HasPrefix(rest, ":") && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n') {
				add(i, end, Property)
			}
			i = end
		default:
			i++
		}
	}
	return parts
}

// wordEnd is where the word ends that begins at a place.
func wordEnd(line string, at int) int {
	for at < len(line) && (isNameByte(line[at]) || line[at] == '-' || line[at] == '.' || line[at] == '/') {
		at++
	}
	return at
}
