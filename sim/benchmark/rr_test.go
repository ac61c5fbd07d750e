package benchmark

import (
	"fmt"
	"testing"
	"time"
)

func TestRR(t *testing.T) {
	for i := 0; i < 3; i++ {
		w := RoundRobin{1000, 8, 260}
		m, _ := w.Machine()
		s := time.Now()
		tr := m.Run()
		d := time.Since(s)
		r := w.count(tr)
		fmt.Println(r, d, float64(r.Events)/d.Seconds()/1e6)
	}
}
