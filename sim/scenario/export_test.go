package scenario

// OperationNames lists the operations there are.
func OperationNames() []string {
	names := []string{repeatForm().name}
	for _, f := range forms() {
		names = append(names, f.name)
	}
	return names
}

// MachineKeys lists the keys of the section machine.
func MachineKeys() []string {
	var names []string
	for _, f := range (&reader{}).machineFields(&machineSpec{}) {
		names = append(names, f.name)
	}
	return names
}
