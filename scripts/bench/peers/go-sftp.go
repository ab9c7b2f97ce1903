// An SFTP server of github.com/pkg/sftp on golang.org/x/crypto/ssh, with the defaults of both. It lets one key in
// and serves the whole file system: a yardstick for scripts/bench, and nothing else.
//
//	go-sftp PORT HOST-KEY AUTHORIZED-KEY
package main

import (
	"bytes"
	"errors"
	"io"
	"log"
	"net"
	"os"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: go-sftp PORT HOST-KEY AUTHORIZED-KEY")
	}
	port, hostKey, authorizedKey := os.Args[1], os.Args[2], os.Args[3]
	authorized, _, _, _, err := ssh.ParseAuthorizedKey(read(authorizedKey))
	check(err)
	signer, err := ssh.ParsePrivateKey(read(hostKey))
	check(err)
	config := &ssh.ServerConfig{
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			if !bytes.Equal(key.Marshal(), authorized.Marshal()) {
				return nil, errors.New("unknown key")
			}
			return nil, nil
		},
	}
	config.AddHostKey(signer)
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	check(err)
	for {
		connection, err := listener.Accept()
		check(err)
		go serve(connection, config)
	}
}

func serve(connection net.Conn, config *ssh.ServerConfig) {
	defer connection.Close()
	_, channels, requests, err := ssh.NewServerConn(connection, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		if offered.ChannelType() != "session" {
			offered.Reject(ssh.UnknownChannelType, "sessions only")
			continue
		}
		channel, requests, err := offered.Accept()
		if err != nil {
			return
		}
		go answer(requests)
		go transfer(channel)
	}
}

// RFC 4254 section 6.5: the payload is the subsystem's name behind its length.
func answer(requests <-chan *ssh.Request) {
	for request := range requests {
		request.Reply(request.Type == "subsystem" && bytes.HasSuffix(request.Payload, []byte("sftp")), nil)
	}
}

func transfer(channel ssh.Channel) {
	defer channel.Close()
	server, err := sftp.NewServer(channel)
	if err != nil {
		return
	}
	if err := server.Serve(); err == nil || errors.Is(err, io.EOF) {
		channel.SendRequest("exit-status", false, make([]byte, 4))
	}
}

func read(file string) []byte {
	content, err := os.ReadFile(file)
	check(err)
	return content
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
