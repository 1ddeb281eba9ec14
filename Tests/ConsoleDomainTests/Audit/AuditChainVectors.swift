/// The published test vectors of the audit chain, as they were handed out.
enum AuditChainVectors {
  static let json = #"""
    {
     "about": "Audit chain test vectors. Salts are fixed bytes here so that the hashes repeat; real salts are 32 random bytes each. Algorithm: compliance.md b.6.",
     "genesisPrev": "0000000000000000000000000000000000000000000000000000000000000000",
     "headers": [
      {
       "v": "1",
       "seq": "0",
       "eventId": "01J0000000000000000000000A",
       "ts": "2026-11-24T03:00:00.000Z",
       "type": "hold.place",
       "phase": "intent",
       "bodyRoot": "4ff8da32f746d454620104d7cb350442aea552d4e3bb4315f6e9ea5f8d915689",
       "prev": "0000000000000000000000000000000000000000000000000000000000000000",
       "hash": "456938c9484ead68a1c6cf13519d7ba67c02dba6ae589300b065ad9cf1d75c90"
      },
      {
       "v": "1",
       "seq": "1",
       "eventId": "01J0000000000000000000000B",
       "ts": "2026-11-24T03:00:01.000Z",
       "type": "hold.place",
       "phase": "outcome",
       "bodyRoot": "c6ab5194d22ba8d126e24235e9a0330c3358d83156ab16b8a362e5db86abd9f2",
       "prev": "456938c9484ead68a1c6cf13519d7ba67c02dba6ae589300b065ad9cf1d75c90",
       "hash": "402b0c04a89a414da44430b2ccdbeffa0388b365ce4c798d5fae253cef4e3a88"
      },
      {
       "v": "1",
       "seq": "2",
       "eventId": "01J0000000000000000000000C",
       "ts": "2026-11-24T03:00:02.000Z",
       "type": "session.revoke",
       "phase": "intent",
       "bodyRoot": "3e6c23118fa362bea882cbb1298ed8533ef105761a2548a98a9d12025f3d377f",
       "prev": "402b0c04a89a414da44430b2ccdbeffa0388b365ce4c798d5fae253cef4e3a88",
       "hash": "ced8f81be64e8c126a3ffc9c63b28acd88c2f99049760663b5185d895315730d"
      }
     ],
     "bodies": [
      {
       "eventId": "01J0000000000000000000000A",
       "disclosed": {
        "actor.id": {
         "salt": "0101010101010101010101010101010101010101010101010101010101010101",
         "value": "alice"
        },
        "subject.email": {
         "salt": "0202020202020202020202020202020202020202020202020202020202020202",
         "value": "a@b.c"
        },
        "reason": {
         "salt": "0303030303030303030303030303030303030303030303030303030303030303",
         "value": "case 42"
        }
       },
       "redacted": {}
      },
      {
       "eventId": "01J0000000000000000000000B",
       "disclosed": {
        "actor.id": {
         "salt": "0404040404040404040404040404040404040404040404040404040404040404",
         "value": "alice"
        },
        "result": {
         "salt": "0505050505050505050505050505050505050505050505050505050505050505",
         "value": "success"
        },
        "matched": {
         "salt": "0606060606060606060606060606060606060606060606060606060606060606",
         "value": {
          "$numberLong": "3"
         }
        }
       },
       "redacted": {}
      },
      {
       "eventId": "01J0000000000000000000000C",
       "disclosed": {
        "sid.hash": {
         "salt": "0707070707070707070707070707070707070707070707070707070707070707",
         "value": "9f"
        },
        "reason": {
         "salt": "0808080808080808080808080808080808080808080808080808080808080808",
         "value": "lost laptop"
        }
       },
       "redacted": {}
      }
     ],
     "bodyRoot0": "4ff8da32f746d454620104d7cb350442aea552d4e3bb4315f6e9ea5f8d915689",
     "merkleRoot3": "b6ee45af38f72496c89526026a6491f3774f84a2f368e12ee9227c5933768647",
     "body0RedactedSubjectEmail": {
      "eventId": "01J0000000000000000000000A",
      "disclosed": {
       "actor.id": {
        "salt": "0101010101010101010101010101010101010101010101010101010101010101",
        "value": "alice"
       },
       "reason": {
        "salt": "0303030303030303030303030303030303030303030303030303030303030303",
        "value": "case 42"
       }
      },
      "redacted": {
       "subject.email": "3fafd44b5b9229542bd00f161be3b5f92fcbbbda26d57dd1210795822c2e17cd"
      }
     }
    }
    """#
}
