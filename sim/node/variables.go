package node

import (
	"slices"
	"strings"
)

// variables are environment variables: those of a process, or a worker's own.
// Workers may share their parent's. (KVStore, src/node_env_var.cc)
type variables struct {
	names  []string // in the order in which they came
	values map[string]string
}

// newVariables makes them from a list of NAME=value.
func newVariables(list []string) *variables {
	v := &variables{values: map[string]string{}}
	for _, entry := range list {
		if name, value, found := strings.Cut(entry, "="); found {
			v.set(name, value)
		}
	}
	return v
}

func (v *variables) set(name, value string) {
	if _, known := v.values[name]; !known {
		v.names = append(v.names, name)
	}
	v.values[name] = value
}

func (v *variables) delete(name string) {
	if _, known := v.values[name]; known {
		delete(v.values, name)
		v.names = slices.DeleteFunc(v.names, func(other string) bool { return other == name })
	}
}

// list is they as NAME=value.
func (v *variables) list() []string {
	list := make([]string, len(v.names))
	for i, name := range v.names {
		list[i] = name + "=" + v.values[name]
	}
	return list
}
