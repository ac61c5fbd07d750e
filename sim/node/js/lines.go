package js

// LineLog is which line of which script a thread was at, by its own CPU time.
// Entries are kept as differences, two or three bytes each.
type LineLog struct {
	data   []byte
	cpuNs  int64
	line   int64
	count  int
	Places []Place // by number of file
}

// Place is a script of a line log.
type Place struct{ Name string }

// A line is a file's number and a line's number in one.
const lineBits = 24

// add notes that the thread is at a line from cpuNs of its own time.
func (l *LineLog) add(cpuNs, line int64) {
	l.data = appendDifference(l.data, cpuNs-l.cpuNs)
	l.data = appendDifference(l.data, line-l.line)
	l.cpuNs, l.line = cpuNs, line
	l.count++
}

// File is the number of a script in the log, the same for the same name.
func (l *LineLog) File(name string) int {
	for i, place := range l.Places {
		if place.Name == name {
			return i
		}
	}
	l.Places = append(l.Places, Place{Name: name})
	return len(l.Places) - 1
}

// Len is the number of entries.
func (l *LineLog) Len() int { return l.count }

// Each calls yield with each entry in order: the thread's CPU time, the number
// of the file and the line.
func (l *LineLog) Each(yield func(cpuNs int64, file, line int) bool) {
	var cpuNs, at int64
	for data := l.data; len(data) > 0; {
		var difference int64
		difference, data = takeDifference(data)
		cpuNs += difference
		difference, data = takeDifference(data)
		at += difference
		if !yield(cpuNs, int(at>>lineBits), int(at&(1<<lineBits-1))) {
			return
		}
	}
}

// appendDifference writes a signed number in as few bytes as it needs.
func appendDifference(data []byte, n int64) []byte {
	u := uint64(n)<<1 ^ uint64(n>>63)
	for u >= 0x80 {
		data = append(data, byte(u)|0x80)
		u >>= 7
	}
	return append(data, byte(u))
}

func takeDifference(data []byte) (int64, []byte) {
	var u uint64
	for i, b := range data {
		u |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return int64(u>>1) ^ -int64(u&1), data[i+1:]
		}
	}
	return 0, nil
}
