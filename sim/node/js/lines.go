package js

// A mark carries a number: what is allocated, which script, which line. All
// three together have 52 bits, so that a number of JavaScript holds them.
const (
	lineBits  = 24
	fileBits  = 16
	bytesUnit = 2 * wordBytes
	mostLine  = 1<<lineBits - 1
	mostFile  = 1<<fileBits - 1
	mostUnits = 1<<12 - 1
)

// lineNumber is the number of a line of a script; those beyond what it can hold
// share the last one.
func lineNumber(file, line int) int64 {
	return int64(min(file, mostFile))<<lineBits | int64(min(line, mostLine))
}

// withBytes adds to the number of a line what is allocated there, rounded up.
func withBytes(number, bytes int64) int64 {
	return min((bytes+bytesUnit-1)/bytesUnit, mostUnits)<<(fileBits+lineBits) | number
}

func bytesOf(number int64) int64 { return number >> (fileBits + lineBits) * bytesUnit }
func fileOf(number int64) int    { return int(number>>lineBits) & mostFile }
func lineOf(number int64) int    { return int(number) & mostLine }
