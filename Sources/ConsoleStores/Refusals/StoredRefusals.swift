/// The sources of refusals that lie in the backend's own stores.
package struct StoredRefusals: Sendable {
  package let counters: CounterSampler
  package let events: EventSampler
}
