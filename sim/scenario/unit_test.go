package scenario

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestAmountsAreExact: the decimal arithmetic agrees with rational numbers of
// any size.
func TestAmountsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := timeUnits()
		if rapid.Bool().Draw(t, "size") {
			units = sizeUnits()
		}
		u := rapid.SampledFrom(units).Draw(t, "unit")
		number := rapid.StringMatching(`[0-9]{1,20}(\.[0-9]{1,18})?`).Draw(t, "number")
		exact, _ := new(big.Rat).SetString(number)
		exact.Mul(exact, new(big.Rat).SetInt64(u.of))
		got := parseAmount(number+u.name, units)
		if exact.IsInt() && exact.Num().Cmp(big.NewInt(mostAmount)) <= 0 {
			require.Empty(t, got.fault, number+u.name)
			require.Equal(t, exact.Num().Int64(), got.value, number+u.name)
		} else {
			require.NotEmpty(t, got.fault, number+u.name)
		}
	})
}

func TestAmountsOfEveryDay(t *testing.T) {
	for text, want := range map[string]int64{
		"4ms": 4_000_000, "1.5ms": 1_500_000, "200us": 200_000, "200µs": 200_000, "200μs": 200_000,
		"3s": 3_000_000_000, "0": 0, "0.0": 0, "7ns": 7, "2 ms": 2_000_000, "0.000001ms": 1, "1.50ms": 1_500_000,
	} {
		require.Equal(t, want, parseAmount(text, timeUnits()).value, text)
		require.Empty(t, parseAmount(text, timeUnits()).fault, text)
	}
	for text, want := range map[string]int64{
		"64KiB": 65536, "64K": 65536, "1.5MiB": 1572864, "2GiB": 2 << 30, "1G": 1 << 30, "9B": 9, "0.25KiB": 256, "3M": 3 << 20,
	} {
		require.Equal(t, want, parseAmount(text, sizeUnits()).value, text)
		require.Empty(t, parseAmount(text, sizeUnits()).fault, text)
	}
}

func TestAmountsThatAreNone(t *testing.T) {
	for text, fault := range map[string]string{
		"":                      "scenario.bad-number",
		"ms":                    "scenario.bad-number",
		".5ms":                  "scenario.bad-number",
		"5.ms":                  "scenario.bad-number",
		"1.2.3ms":               "scenario.bad-number",
		"-1ms":                  "scenario.bad-number",
		"1e3ms":                 "scenario.unknown-unit",
		"4":                     "scenario.no-unit",
		"4msec":                 "scenario.unknown-unit",
		"4MS":                   "scenario.unknown-unit",
		"0.5ns":                 "scenario.too-fine",
		"4611686018427387903ns": "",
		"4611686018427387904ns": "scenario.too-large",
		"4611686018.427387903s": "",
		"4611686018.427387904s": "scenario.too-large",
	} {
		require.Equal(t, fault, parseAmount(text, timeUnits()).fault, text)
	}
}

func TestCostsHaveKebabNames(t *testing.T) {
	for name, want := range map[string]string{
		"Syscall": "syscall", "ForkBase": "fork-base", "ForkPerMiB": "fork-per-mib", "CopyOnWriteFault": "copy-on-write-fault",
		"TCPConnect": "tcpconnect",
	} {
		require.Equal(t, want, kebab(name))
	}
}

func TestNearestWord(t *testing.T) {
	choices := []string{"cpu", "io", "sleep", "send", "spawn"}
	for word, want := range map[string]string{
		"cpuu": "cpu", "CPU": "cpu", "slep": "sleep", "sned": "send", "spwan": "spawn", "xyz": "", "": "",
		"cup": "cpu", "oi": "io", "spa": "spawn", "sp": "", "upc": "",
	} {
		require.Equal(t, want, nearest(word, choices), fmt.Sprintf("%q", word))
	}
}
