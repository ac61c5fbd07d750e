package node

import (
	"maps"
	"slices"
	"strings"
)

// variables are environment variables: those of a process, or a worker's own.
// Workers may share their parent's. (KVStore, src/node_env_var.cc)
type variables struct {
	names  []string // as they are listed
	values map[string]string
	table  *hashOrder // where a name is listed; nil for at the end
}

// newVariables makes a process's, from a list of NAME=value. They are listed as
// they came.
func newVariables(list []string) *variables {
	v := &variables{values: map[string]string{}}
	for _, entry := range list {
		if name, value, found := strings.Cut(entry, "="); found {
			v.set(name, value)
		}
	}
	return v
}

// newTableVariables makes a worker's, which Node holds in a hash table.
func newTableVariables() *variables {
	return &variables{values: map[string]string{}, table: &hashOrder{buckets: 1}}
}

// clone makes a worker's own of what its parent has.
func (v *variables) clone() *variables {
	if v.table != nil {
		table := *v.table
		return &variables{names: slices.Clone(v.names), values: maps.Clone(v.values), table: &table}
	}
	copied := newTableVariables()
	for _, name := range v.names {
		copied.set(name, v.values[name])
	}
	return copied
}

func (v *variables) set(name, value string) {
	if _, known := v.values[name]; !known {
		if v.table == nil {
			v.names = append(v.names, name)
		} else {
			v.names = v.table.insert(v.names, name)
		}
	}
	v.values[name] = value
}

func (v *variables) delete(name string) {
	if _, known := v.values[name]; known {
		delete(v.values, name)
		v.names = slices.DeleteFunc(v.names, func(other string) bool { return other == name })
	}
}
