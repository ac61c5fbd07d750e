package compare

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"timeslice/sim/trace"
)

// Curve is how the time of a job changes with the number of something that it is
// given, in the model and for real. Its names are stable; docs/real.md describes
// them.
type Curve struct {
	Of     string  `json:"curve"` // processes, threads, pool, cores
	Tier   string  `json:"tier"`
	Preset string  `json:"preset"`
	Runs   int     `json:"runs"` // real ones for each point
	Points []Point `json:"points"`
}

// Point is the job with so many of them. Speed-ups are against the first point.
type Point struct {
	N            int         `json:"n"`
	WallNs       Twin        `json:"wall_ns"`
	CPUNs        Twin        `json:"cpu_ns"`
	SpeedUpModel json.Number `json:"speed_up_model"`
	SpeedUpReal  json.Number `json:"speed_up_real"`
	OutputEqual  bool        `json:"output_equal"`
}

// Add adds the point of a number: a simulated run and real ones, of which there is
// at least one. The real wall time is the median.
func (c *Curve) Add(n int, model Run, runs []Run) {
	order := ReadOrder(model.Trace)
	p := Point{N: n, OutputEqual: true}
	var wall, cpu []int64
	for i := range runs {
		m := runs[i].Trace.Metrics()
		wall = append(wall, m.MakespanNs)
		cpu = append(cpu, allCPU(m))
		p.OutputEqual = p.OutputEqual && runs[i].Code == model.Code && difference(&model, order, &runs[i]) == nil
	}
	m := model.Trace.Metrics()
	p.WallNs, p.CPUNs = twin(m.MakespanNs, wall), twin(allCPU(m), cpu)
	c.Points = append(c.Points, p)
	slices.SortStableFunc(c.Points, func(a, b Point) int { return cmp.Compare(a.N, b.N) })
	first := &c.Points[0]
	for i := range c.Points {
		point := &c.Points[i]
		point.SpeedUpModel = ratio(first.WallNs.Model, point.WallNs.Model)
		point.SpeedUpReal = ratio(first.WallNs.Real, point.WallNs.Real)
	}
}

func allCPU(m *trace.Metrics) int64 {
	return sumOf(m, func(t *trace.ThreadMetrics) int64 { return t.CPUNs })
}

// ratio is a quotient with two digits, 0.00 of nothing.
func ratio(a, b int64) json.Number {
	hundredths := int64(0)
	if b > 0 {
		hundredths = (a*100 + b/2) / b
	}
	rest := strconv.FormatInt(hundredths%100, 10)
	if len(rest) < 2 {
		rest = "0" + rest
	}
	return json.Number(strconv.FormatInt(hundredths/100, 10) + "." + rest)
}
