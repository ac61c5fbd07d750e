package regexp

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// record notes every call of a meter, and stops at one of them.
type record struct {
	steps, bytes []int
	stopAt       int // the call of Steps that stops, from 1
	mostBytes    int // the size of the stack that stops
}

func (r *record) Steps(done int) bool {
	r.steps = append(r.steps, done)
	return len(r.steps) != r.stopAt
}

func (r *record) Stack(bytes int) bool {
	r.bytes = append(r.bytes, bytes)
	return r.mostBytes == 0 || bytes <= r.mostBytes
}

func compile(t testing.TB, pattern, letters string) *Program {
	var c Compiler
	p, err := c.Compile(FromString(pattern), letters)
	require.NoError(t, err)
	return p
}

// TestStepsAreToldInTime: while a match goes on, the meter is told about every
// 4,096 steps, in whatever kind of loop it is.
func TestStepsAreToldInTime(t *testing.T) {
	long := strings.Repeat("ab", 50_000)
	for _, pattern := range []string{
		`^(a+)+$`, `^[ab]*c`, `^(?:a|b)*c`, `^(a|b)*?c`, `^(?:ab)*c`, `^[ab]*?c`, `^(?:a|b){5,}c`, `x`, `needle`, `[ab]{1,50}c`,
		`^(?:(?=a)a|b)*c`, `(?<=^[ab]*)c`, `^(?:\w+)+-`,
	} {
		p := compile(t, pattern, "")
		var m Matcher
		told := &record{stopAt: 500}
		_, err := m.Match(p, FromString(long), 0, told)
		if len(told.steps) < 500 {
			require.NoError(t, err, pattern)
		} else {
			require.Equal(t, ErrStopped, err, pattern)
		}
		for i, steps := range told.steps {
			require.Less(t, steps, 3*StepsPerCall, "%s, call %d", pattern, i)
			if i < len(told.steps)-1 {
				require.GreaterOrEqual(t, steps, StepsPerCall, "%s, call %d", pattern, i)
			}
		}
	}
}

// TestStopping: a match that is stopped ends at once, and the matcher is as good
// as new.
func TestStopping(t *testing.T) {
	p := compile(t, `^(a+)+$`, "")
	text := FromString(strings.Repeat("a", 40) + "b")
	var m Matcher
	told := &record{stopAt: 10}
	captures, err := m.Match(p, text, 0, told)
	require.Equal(t, ErrStopped, err)
	require.Nil(t, captures)
	require.Len(t, told.steps, 10)

	captures, err = m.Match(p, FromString("aaa"), 0, nil)
	require.NoError(t, err)
	require.Equal(t, []int{0, 3, 0, 3}, captures)
}

// TestStackIsTold: the stack doubles from 1 KiB to V8's 64 MiB, and each size is
// told, in every match anew.
func TestStackIsTold(t *testing.T) {
	p := compile(t, `^(a|b)*c`, "")
	text := FromString(strings.Repeat("ab", 2_200_000))
	var m Matcher
	for range 2 {
		told := &record{}
		_, err := m.Match(p, text, 0, told)
		require.Equal(t, ErrStackOverflow, err)
		size := 1 << 10
		for _, bytes := range told.bytes {
			size = min(2*size, 4*maxStack)
			require.Equal(t, size, bytes)
		}
		require.Equal(t, 4*maxStack, size)
	}
	told := &record{mostBytes: 1 << 20}
	_, err := m.Match(p, text, 0, told)
	require.Equal(t, ErrStopped, err)
	require.Equal(t, 2<<20, told.bytes[len(told.bytes)-1])
}

// TestBytesAndUnitsCostTheSame: how a text is held changes neither the result
// nor the steps.
func TestBytesAndUnitsCostTheSame(t *testing.T) {
	var c Compiler
	var m Matcher
	compared := 0
	for seed := range uint64(3000) {
		one := generateSeed(seed)
		p, err := c.Compile(one.pattern, one.letters)
		if err != nil || one.text.wide != nil {
			continue
		}
		var narrow, wide record
		narrow.stopAt, wide.stopAt = 50, 50
		captures, err := m.Match(p, one.text, one.at, &narrow)
		captures = slices.Clone(captures)
		again, err2 := m.Match(p, UTF16(one.text.Units()), one.at, &wide)
		require.Equal(t, err, err2, one)
		require.Equal(t, captures, slices.Clone(again), one)
		require.Equal(t, narrow, wide, one)
		compared++
	}
	require.Greater(t, compared, 500)
}
