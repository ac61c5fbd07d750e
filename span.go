package main

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"unicode"

	"timeslice/sim/trace"
)

// span is a length of time given on the command line: 2s, 1.5ms, 250us.
type span int64

// UnmarshalText reads a number and its unit, exactly.
func (s *span) UnmarshalText(text []byte) error {
	written := strings.TrimSpace(string(text))
	end := strings.IndexFunc(written, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' })
	if written == "0" {
		*s = 0
		return nil
	}
	if end <= 0 {
		return badSpan(written)
	}
	unit, known := spanUnit(strings.TrimSpace(written[end:]))
	number, isNumber := new(big.Rat).SetString(written[:end])
	if !known || !isNumber {
		return badSpan(written)
	}
	number.Mul(number, new(big.Rat).SetInt64(unit))
	if !number.IsInt() || !number.Num().IsInt64() || number.Num().Int64() == math.MaxInt64 {
		return badSpan(written)
	}
	*s = span(number.Num().Int64())
	return nil
}

func spanUnit(name string) (int64, bool) {
	switch name {
	case "ns":
		return 1, true
	case "us", "µs", "μs":
		return trace.Microsecond, true
	case "ms":
		return trace.Millisecond, true
	case "s":
		return trace.Second, true
	}
	return 0, false
}

// spanError is a length of time that cannot be read.
type spanError string

func badSpan(written string) error { return spanError(written) }

func (e spanError) Error() string {
	return fmt.Sprintf("%q is not a length of time such as 2s, 1.5ms or 250us", string(e))
}
