package compare

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestATableTellsFaultsAndMedians: what differs, has another exit code or could not be
// compared is a fault; an order that is allowed is none; the median error is of what
// has one.
func TestATableTellsFaultsAndMedians(t *testing.T) {
	percent := func(text string) Twin {
		number := json.Number(text)
		return Twin{Model: 1, Real: 2, ErrorPercent: &number}
	}
	of := func(errorPercent string, change func(*Report)) *Report {
		r := &Report{OutputEqual: true, ExitCodes: Codes{Equal: true}, Total: map[string]Twin{"cpu_ns": percent(errorPercent)}}
		change(r)
		return r
	}
	table := Table{Cores: 2}
	table.Add("a", of("-1.5", func(*Report) {}), nil)
	table.Add("b", of("4.0", func(r *Report) {
		r.Orders = []Seen{{Times: 1, Allowed: true}, {Times: 1, Allowed: true, Model: true}}
	}), nil)
	table.Add("c", of("-80.0", func(r *Report) { r.OutputEqual = false }), nil)
	table.Add("d", of("9.0", func(r *Report) { r.ExitCodes.Equal = false }), nil)
	table.Fail("e", "there is no such file")
	var verdicts []Verdict
	for i := range table.Rows {
		verdicts = append(verdicts, table.Rows[i].Output)
	}
	require.Equal(t, []Verdict{VerdictEqual, VerdictOrder, VerdictDiffers, VerdictEqual, ""}, verdicts)
	require.Equal(t, 3, table.Faults())
	require.Equal(t, "9.0", table.MiddleError(func(r *Row) *Twin { return &r.CPU }))
	require.Empty(t, table.MiddleError(func(r *Row) *Twin { return &r.Wall }))
	middle, most := table.Foreign()
	require.Equal(t, []int64{-1, -1}, []int64{middle, most})
	table.Rows[0].ForeignPercent, table.Rows[1].ForeignPercent = 3, 40
	middle, most = table.Foreign()
	require.Equal(t, []int64{40, 40}, []int64{middle, most})
}
