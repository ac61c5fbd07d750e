package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/trace"
)

// heapBinding tells of V8's heap.
func (n *Environment) heapBinding() sobek.Value {
	e := n.isolate.Engine
	h := &n.heap
	bytes := func(of func() int64) func(sobek.FunctionCall) sobek.Value {
		return func(sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			return e.ToValue(of())
		}
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"resident":  bytes(func() int64 { return n.process.ResidentBytes() }),
		"used":      bytes(func() int64 { return h.usedBytes(n) }),
		"committed": bytes(func() int64 { return h.totalBytes() }),
		"limit":     bytes(func() int64 { return h.limitBytes + reservedBytes }),
		"semi":      bytes(func() int64 { return h.semiBytes }),
		"old":       bytes(func() int64 { return h.oldBytes }),
		"buffers":   bytes(func() int64 { return h.bufferBytes() }),
		"external":  bytes(func() int64 { return h.costs.ExternalBytes + h.bufferBytes() }),
		"exposed":   func(sobek.FunctionCall) sobek.Value { return e.ToValue(n.options.ExposeGC) },
		// collect(minor): what gc() does.
		"collect": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			if c.Argument(0).ToBoolean() {
				n.scavenge()
			} else {
				n.markCompact(true)
			}
			return nil
		},
		// observe(call): call(major, startMs, lengthMs, forced) after each
		// collection, by an immediate that keeps nothing alive; undefined for
		// not any more.
		"observe": func(c sobek.FunctionCall) sobek.Value {
			h.collected = nil
			if call, ok := sobek.AssertFunction(c.Argument(0)); ok {
				h.collected = func(done collection) { n.tellCollected(call, c.Argument(0), done) }
			}
			return nil
		},
	})
}

func (n *Environment) tellCollected(call sobek.Callable, function sobek.Value, c collection) {
	e := n.isolate.Engine
	milliseconds := func(t trace.Time) sobek.Value { return e.ToValue(float64(t) / 1e6) }
	im := n.loop.immediates.add(n, "PerformanceObserver", func() {
		n.invoke(call, sobek.Undefined(), e.ToValue(c.major), milliseconds(c.begun), milliseconds(c.ended-c.begun), e.ToValue(c.forced))
	}, function)
	n.loop.immediates.setRef(im, false)
}
