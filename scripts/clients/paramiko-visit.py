"""One visit with Paramiko: a line of JSON on stdin says where, as whom, and what to do."""

import json
import os
import sys

import paramiko

visit = json.load(sys.stdin)
login, task = visit["login"], visit["task"]


def answer(_title, _instructions, prompts):
    """Gives the code to the prompt that asks for one, and the password to the other."""
    code = login.get("code", "")
    return [code if "code" in prompt else login["password"] for prompt, _echo in prompts]


client = paramiko.SSHClient()
client.load_host_keys(visit["knownHosts"])
quiet = {"allow_agent": False, "look_for_keys": False, "timeout": 20}
if login["by"] == "key":
    # Given both, Paramiko goes from the key to the password by itself.
    key = paramiko.Ed25519Key(filename=login["keyFile"])
    client.connect(
        visit["host"], visit["port"], visit["user"], password=login["password"], pkey=key, **quiet
    )
    transport = client.get_transport()
else:
    transport = paramiko.Transport((visit["host"], visit["port"]))
    transport.start_client(timeout=20)
    known = paramiko.HostKeys(visit["knownHosts"])
    if not known.check("[%s]:%d" % (visit["host"], visit["port"]), transport.get_remote_server_key()):
        raise SystemExit("unknown host key")
    transport.auth_interactive(visit["user"], answer)

sftp = paramiko.SFTPClient.from_transport(transport)
try:
    if task["do"] == "list":
        print("\n".join(str(entry) for entry in sftp.listdir_attr(task["remote"])))
    elif task["do"] == "get":
        sftp.get(task["remote"], task["local"])
    elif task["do"] == "put":
        sftp.put(task["local"], task["remote"])
    elif task["do"] == "resume":
        with sftp.open(task["remote"], "rb") as remote, open(task["local"], "ab") as local:
            remote.seek(os.path.getsize(task["local"]))
            remote.prefetch()
            while block := remote.read(32768):
                local.write(block)
    else:
        with sftp.open(task["remote"], "rb") as remote:
            print(remote.check("sha256").hex())
finally:
    transport.close()
