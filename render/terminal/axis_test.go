package terminal

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

func TestRoundNumbers(t *testing.T) {
	for ns, want := range map[int64][]int64{
		1: {1}, 3: {3, 4, 5}, 7: {8, 10}, 9: {10, 15}, 11: {15}, 120: {125, 150, 200}, 126: {150, 200},
		1 << 61: {1 << 61},
	} {
		require.Equal(t, want, roundFrom(ns), "%d", ns)
	}
}

// TestScaleMeetsTheInstants: 18 ms do not fit with 250 µs a column; of what
// fits, 400 µs would be met by turns of 2 ms, and 312.5 µs would not.
func TestScaleMeetsTheInstants(t *testing.T) {
	turns := []trace.Time{2e6, 4e6, 6e6, 8e6}
	require.Equal(t, int64(400_000), Style{}.newScale(0, 18e6, 68, turns).cellNs)
	require.Equal(t, int64(300_000), Style{}.newScale(0, 18e6, 68, nil).cellNs)
	require.Equal(t, int64(250_000), Style{}.newScale(0, 18e6, 72, turns).cellNs)
}

// TestScaleHoldsItsWindow: whatever the window, it fits into the columns, and
// no more cells are used than it needs.
func TestScaleHoldsItsWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := trace.Time(rapid.Int64Range(0, 1<<61).Draw(t, "from"))
		to := from + trace.Time(rapid.Int64Range(1, 1<<61).Draw(t, "span"))
		columns := rapid.IntRange(20, 200).Draw(t, "columns")
		s := Style{Width: 80}.newScale(from, to, columns, nil)
		require.LessOrEqual(t, s.cells, columns)
		require.GreaterOrEqual(t, s.cellNs*int64(s.cells), int64(to-from))
		require.Less(t, s.cellNs*int64(s.cells-1), int64(to-from))
	})
}

// TestDecimals: rounding to the nearest, in any unit.
func TestDecimals(t *testing.T) {
	ms := Style{}.units()[2]
	require.Equal(t, "1.235", decimals(1_234_500, ms, 3))
	require.Equal(t, "1.234", decimals(1_234_499, ms, 3))
	require.Equal(t, "0.000", decimals(0, ms, 3))
	require.Equal(t, "-0.001", decimals(-1_000, ms, 3))
	require.Equal(t, "1000.000", decimals(999_999_999, ms, 3))
	require.Equal(t, "9223372036854.776", decimals(int64(trace.Never), ms, 3))
	require.Equal(t, "1.25 ms", Style{}.Length(1_250_000))
	require.Equal(t, "250 µs", Style{}.Length(250_000))
	require.Equal(t, "250 us", Style{ASCII: true}.Length(250_000))
	require.Equal(t, "9999 ms", Style{}.Length(9_999_000_000))
	require.Equal(t, "10 s", Style{}.Length(10_000_000_000))
	require.Equal(t, "7 ns", Style{}.Length(7))
}

func TestPercent(t *testing.T) {
	require.Equal(t, "66.7%", percent(2, 3))
	require.Equal(t, "0.0%", percent(0, 0))
	require.Equal(t, "100.0%", percent(int64(trace.Never), int64(trace.Never)))
	require.Equal(t, "50.0%", percent(int64(trace.Never)/2, int64(trace.Never)))
}

func TestWrapBreaksBetweenWords(t *testing.T) {
	require.Equal(t, []string{"the quick", "brown fox"}, wrap("the quick brown fox", 10))
	require.Equal(t, []string{"abcde", "fghij", "kl m"}, wrap("abcdefghijkl m", 5))
	require.Equal(t, []string{"先到先服", "务，简单"}, wrap("先到先服务，简单", 8))
	require.Equal(t, []string{"one", "", "two"}, wrap("one\n\ntwo", 10))
	require.Equal(t, "一二 three four", join("一二\nthree\nfour"))
	require.Equal(t, "一二三四", join("一二\n三四"))
	require.Equal(t, "一二。--three，four", join("一二。\n--three，\nfour"))
	require.Equal(t, "a b\nc", join("a\nb\n\nc"))
}

// TestWrapKeepsEverything: no line is too wide and no character is lost.
func TestWrapKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab ，时间片—é👍")), 0, 60, -1).Draw(t, "text")
		width := rapid.IntRange(4, 40).Draw(t, "width")
		kept := ""
		for _, line := range wrap(text, width) {
			require.LessOrEqual(t, columns(line), width)
			kept += line
		}
		require.Equal(t, withoutBlanks(text), withoutBlanks(kept))
	})
}

func withoutBlanks(text string) string {
	return strings.ReplaceAll(text, " ", "")
}

func TestLettersTellThreadsApart(t *testing.T) {
	for names, want := range map[string]string{
		"A B C":             "A B C",
		"parser planner":    "A B",
		"worker1 worker2":   "1 2",
		"long short1 short": "l 1 t",
		"数据库 A":             "B A",
		"B Bob":             "B b",
	} {
		n := &Names{threads: map[trace.ThreadID]*named{}}
		var ids []trace.ThreadID
		for i, name := range strings.Fields(names) {
			id := trace.ThreadID(i + 2)
			n.threads[id] = &named{full: name}
			ids = append(ids, id)
		}
		letters := n.letters(ids)
		got := ""
		for _, id := range ids {
			got += letters[id] + " "
		}
		require.Equal(t, want+" ", got, names)
	}
}
