using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FedHub.Hub;

/// <summary>The hub's meter and activity source, both named <c>FedHub.Hub</c>.</summary>
internal static class HubMeter
{
    internal const string Name = "FedHub.Hub";

    internal static readonly ActivitySource Activities = new(Name);

    private static readonly Meter _meter = new(Name);

    internal static readonly Counter<long> QueriesAccepted = _meter.CreateCounter<long>("fedhub.query.accepted", "{query}");

    internal static readonly Counter<long> AnswersTaken = _meter.CreateCounter<long>("fedhub.answer.taken", "{answer}");

    internal static readonly Counter<long> DisclosuresAnswered = _meter.CreateCounter<long>("fedhub.disclosure.answered", "{answer}");

    internal static readonly Counter<long> ManifestsPublished = _meter.CreateCounter<long>("fedhub.manifest.published", "{manifest}");

    internal static readonly Counter<long> AttemptsRefused = _meter.CreateCounter<long>("fedhub.attempt.refused", "{attempt}");

    internal static readonly UpDownCounter<long> StreamsOpen = _meter.CreateUpDownCounter<long>("fedhub.stream.open", "{stream}");

    internal static readonly Histogram<double> QueryAdmission = _meter.CreateHistogram<double>("fedhub.query.admission", "ms");
}
