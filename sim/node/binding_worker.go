package node

import "github.com/grafana/sobek"

// workerBinding starts and stops workers, and tells a worker of itself.
func (n *Environment) workerBinding() sobek.Value {
	e := n.isolate.Engine
	workerOf := func(v sobek.Value) *worker { return v.Export().(*worker) }
	object := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// make(onExit, end, name, env, young, old, code, stack): a worker that has
		// not started. env is a list of names, each before its value, null for a copy of the
		// variables here, undefined for these themselves.
		"make": func(c sobek.FunctionCall) sobek.Value {
			n.isolate.Settle()
			n.threads.last++
			w := &worker{
				id: n.threads.last, parent: n, onExit: n.function(c.Argument(0)), end: c.Argument(1).Export().(*portEnd),
				name: c.Argument(2).String(), context: n.context, what: n.here("worker"),
			}
			switch env := c.Argument(3); {
			case sobek.IsUndefined(env):
				w.variables = n.variables
			case sobek.IsNull(env):
				w.variables = n.variables.clone()
			default:
				w.variables = newTableVariables()
				elements, _ := n.elements(env.ToObject(e))
				for i := 0; i+1 < len(elements); i += 2 {
					w.variables.set(elements[i].String(), elements[i+1].String())
				}
			}
			w.limits = workerLimits{c.Argument(4).ToFloat(), c.Argument(5).ToFloat(), c.Argument(6).ToFloat(), c.Argument(7).ToFloat()}
			return e.ToValue(w)
		},
		"start": func(c sobek.FunctionCall) sobek.Value { n.startWorker(workerOf(c.Argument(0))); return nil },
		"stop":  func(c sobek.FunctionCall) sobek.Value { n.stopWorker(workerOf(c.Argument(0))); return nil },
		"id":    func(c sobek.FunctionCall) sobek.Value { return e.ToValue(workerOf(c.Argument(0)).id) },
		// path(number): the numbers of the workers through which the main thread
		// reaches that worker, itself last; undefined if there is none.
		"path": func(c sobek.FunctionCall) sobek.Value {
			number, isNumber := c.Argument(0).Export().(int64)
			if path := n.threads.path(number); isNumber && path != nil {
				return e.ToValue(path)
			}
			return sobek.Undefined()
		},
		"setRef": func(c sobek.FunctionCall) sobek.Value {
			w, on := workerOf(c.Argument(0)), c.Argument(1).ToBoolean()
			if !w.ended && w.counted != on {
				w.counted = on
				if on {
					n.loop.refs++
				} else {
					n.loop.refs--
				}
			}
			return nil
		},
		// readEnvironment(text): the words of NODE_OPTIONS, and what is wrong with them.
		"readEnvironment": func(c sobek.FunctionCall) sobek.Value {
			words, fault := environmentOptions(c.Argument(0).String())
			if fault != nil {
				return e.NewArray(nil, fault.Says)
			}
			return e.NewArray(n.array(words), sobek.Undefined())
		},
		// setRejections(mode): what becomes of promises that are rejected here.
		"setRejections": func(c sobek.FunctionCall) sobek.Value {
			n.rejects = c.Argument(0).String()
			return nil
		},
		// limits(worker): [young, old, code, stack] in MiB.
		"limits": func(c sobek.FunctionCall) sobek.Value { return n.limitsOf(workerOf(c.Argument(0))) },
		// loopStartMs(worker), idleMs(worker): of its loop; -1 before it runs, and when it
		// has ended. (Worker::LoopStartTime, Worker::LoopIdleTime)
		"loopStartMs": func(c sobek.FunctionCall) sobek.Value {
			if other := workerOf(c.Argument(0)).environment; other != nil {
				return e.ToValue(other.loop.startedMs())
			}
			return e.ToValue(-1)
		},
		"idleMs": func(c sobek.FunctionCall) sobek.Value {
			if other := workerOf(c.Argument(0)).environment; other != nil {
				return e.ToValue(float64(other.loop.idleNs) / 1e6)
			}
			return e.ToValue(-1)
		},
	})
	_ = object.Set("threadId", 0)
	if n.worker != nil {
		_ = object.Set("threadId", n.worker.id)
		_ = object.Set("ownLimits", n.limitsOf(n.worker))
	}
	return object
}

// limitsOf are a worker's limits, with V8's own where nothing was said.
func (n *Environment) limitsOf(w *worker) sobek.Value {
	or := func(value float64, otherwise float64) float64 {
		if value > 0 {
			return value
		}
		return otherwise
	}
	limits := w.limits
	if w.began {
		limits.young, limits.old = or(limits.young, 3*float64(mostSemiBytes>>20)), or(limits.old, float64(n.options.Costs.Heap.LimitBytes>>20))
		limits.code = max(limits.code, 0)
	}
	return n.isolate.Engine.NewArray(limits.young, limits.old, limits.code, or(limits.stack, 4))
}
