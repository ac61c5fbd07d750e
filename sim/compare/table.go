package compare

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Table is how near the model comes to reality for many programs.
type Table struct {
	System string `json:"system"`
	Cores  int    `json:"cores"`
	Node   string `json:"node"`
	Runs   int    `json:"runs"` // of each program
	Rows   []Row  `json:"programs"`
	// Measured is what the computer was found to cost around the runs of scripts, nil
	// if there were none.
	Measured *Measured `json:"measured,omitempty"`
}

// Row is a comparison in a line.
type Row struct {
	Program    string      `json:"program"`
	Problem    string      `json:"problem,omitempty"` // why it could not be compared
	Output     Verdict     `json:"output,omitempty"`
	Difference *Difference `json:"first_difference,omitempty"`
	CodesEqual bool        `json:"exit_codes_equal"`
	Preset     string      `json:"preset,omitempty"`
	Tier       string      `json:"tier,omitempty"`
	CPU        Twin        `json:"cpu_ns"`
	Wall       Twin        `json:"wall_ns"`
	// ForeignPercent is how much of the cores other programs had meanwhile, in the
	// middle run; -1 if that is not known.
	ForeignPercent int64 `json:"foreign_percent"`
	// CPUSpread is between what the runs' own errors of CPU time are, nil if the runs
	// have no models of their own.
	CPUSpread *Spread `json:"cpu_error_percent,omitempty"`
	// Unsteady counts the runs during which the computer's speed changed, Repeated
	// those that were made besides and do not count.
	Unsteady int `json:"unsteady_runs"`
	Repeated int `json:"repeated_runs"`
}

// Verdict is what became of the output.
type Verdict string

// The verdicts.
const (
	VerdictEqual   Verdict = "equal"   // every run printed the model's lines in its order
	VerdictOrder   Verdict = "order"   // or in another one that it allows
	VerdictDiffers Verdict = "differs" // a run printed what it does not allow
)

// Add adds the comparison of a program with its runs.
func (t *Table) Add(program string, r *Report, runs []Run) {
	row := Row{
		Program: program, Output: VerdictEqual, Difference: r.FirstDifference, CodesEqual: r.ExitCodes.Equal,
		Preset: r.Preset, Tier: r.Tier, CPU: r.Total["cpu_ns"], Wall: r.Total["wall_ns"], ForeignPercent: -1,
	}
	for _, seen := range r.Orders {
		if seen.Times > 0 && !seen.Model {
			row.Output = VerdictOrder
		}
	}
	if !r.OutputEqual {
		row.Output = VerdictDiffers
	}
	var foreign []int64
	for i := range runs {
		if wall := runs[i].Trace.Metrics().MakespanNs; runs[i].ForeignNs >= 0 && wall > 0 {
			foreign = append(foreign, runs[i].ForeignNs*100/(wall*int64(max(1, t.Cores))))
		}
	}
	if len(foreign) > 0 {
		row.ForeignPercent = min(100, median(foreign))
	}
	t.Rows = append(t.Rows, row)
}

// Fail adds a program that could not be compared.
func (t *Table) Fail(program, problem string) {
	t.Rows = append(t.Rows, Row{Program: program, Problem: problem, ForeignPercent: -1})
}

// Faults counts the programs that could not be compared, or did for real what the
// model does not allow.
func (t *Table) Faults() int {
	count := 0
	for i := range t.Rows {
		if r := &t.Rows[i]; r.Problem != "" || r.Output == VerdictDiffers || !r.CodesEqual {
			count++
		}
	}
	return count
}

// Unsteady counts the runs during which the computer's speed changed and which count
// all the same, and those that were made besides.
func (t *Table) Unsteady() (unsteady, repeated int) {
	for i := range t.Rows {
		unsteady += t.Rows[i].Unsteady
		repeated += t.Rows[i].Repeated
	}
	return unsteady, repeated
}

// Foreign is how much of the cores other programs had, in percent: the middle of
// all programs, and the most; -1 if it is not known.
func (t *Table) Foreign() (middle, most int64) {
	var known []int64
	for i := range t.Rows {
		if t.Rows[i].ForeignPercent >= 0 {
			known = append(known, t.Rows[i].ForeignPercent)
		}
	}
	if len(known) == 0 {
		return -1, -1
	}
	return median(known), slices.Max(known)
}

// MiddleError is the median of the errors of CPU time, and of wall time, without
// their signs, in percent; "" if there is none.
func (t *Table) MiddleError(of func(*Row) *Twin) string {
	var errors []float64
	for i := range t.Rows {
		if number := of(&t.Rows[i]).ErrorPercent; number != nil {
			if value, err := json.Number(*number).Float64(); err == nil {
				errors = append(errors, max(value, -value))
			}
		}
	}
	if len(errors) == 0 {
		return ""
	}
	return strconv.FormatFloat(median(errors), 'f', 1, 64)
}
