import ConsoleText

extension RecordJSON {
  /// A spike of refusals with who made it and its minutes.
  package static func spike(_ report: SpikeReport) -> String {
    let spike = report.spike
    var object = JSONObjectText()
    object.add("start", spike.start)
    object.add("peakAt", spike.peakAt)
    object.add("end", report.isOpen ? nil : spike.end)
    object.add("peak", Int64(spike.peak))
    object.add("total", Int64(spike.total))
    object.add("usual", Int64(spike.usual.rounded()))
    object.add("isOpen", report.isOpen)
    object.add(
      "top",
      list: report.talkers.flatMap { top in
        top.talkers.map { talker(top, $0) }
      }
    )
    object.add(
      "minutes",
      list: report.minutes.map { minute in
        var object = JSONObjectText()
        object.add("start", minute.start)
        object.add("refused", minute.refused.map(Int64.init))
        object.add("requests", minute.requests.map(Int64.init))
        return object.text
      }
    )
    return object.text
  }

  private static func talker(_ top: TopTalkers, _ talker: TopTalkers.Talker) -> String {
    var object = JSONObjectText()
    object.add("by", top.axis.rawValue)
    object.add("name", talker.name)
    object.add("refused", Int64(talker.refused))
    object.add("refusedAtMost", Int64(talker.refused + top.error))
    object.add("percent", Int64(talker.share * 100))
    return object.text
  }
}
