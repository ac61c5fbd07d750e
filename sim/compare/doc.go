// Package compare sets a simulated run of a program beside real ones: what they
// printed, in which order, and what it cost. It knows traces and nothing else.
//
// Runs are matched by meaning: the same line of output, the same part that a
// thread plays. Order is compared as what it is, a partial one ([Order]): what
// races in reality may come out either way and is never an error.
//
//	order.go    which lines of a run must come in their order, and which race
//	report.go   the comparison: output, orders, figures, and where the time went
package compare
