//go:build tools

// Package components pins the programs that are built as they are.
package components

import (
	_ "go.etcd.io/etcd/server/v3"
	_ "sigs.k8s.io/kind"
)
