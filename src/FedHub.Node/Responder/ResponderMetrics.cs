using System.Diagnostics.Metrics;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>Counts what the responder does; names begin with <c>fedhub.node.responder</c>.</summary>
internal sealed class ResponderMetrics : IDisposable
{
    private readonly Meter _meter = new("FedHub.Node.Responder");
    private readonly Counter<long> _slots;
    private readonly Counter<long> _elements;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _disclosures;
    private long _answered;
    private long _refused;

    public ResponderMetrics()
    {
        _slots = _meter.CreateCounter<long>("fedhub.node.responder.slots", description: "Slots evaluated.");
        _elements = _meter.CreateCounter<long>("fedhub.node.responder.elements", description: "Elements evaluated, padding included.");
        _refusals = _meter.CreateCounter<long>("fedhub.node.responder.refusals", description: "Refusals by code.");
        _disclosures = _meter.CreateCounter<long>("fedhub.node.responder.disclosures", description: "Disclosure outcomes by kind.");
    }

    /// <summary>Slots answered since the start.</summary>
    public long AnsweredCount => Interlocked.Read(ref _answered);

    /// <summary>Slots, deliveries or disclosures refused since the start.</summary>
    public long RefusedCount => Interlocked.Read(ref _refused);

    public void Evaluated(IdentifierClass identifierClass, int elements)
    {
        Interlocked.Increment(ref _answered);
        var tag = new KeyValuePair<string, object?>("class", identifierClass.ToToken());
        _slots.Add(1, tag);
        _elements.Add(elements, tag);
    }

    public void Refused(ErrorCode code)
    {
        Interlocked.Increment(ref _refused);
        _refusals.Add(1, new KeyValuePair<string, object?>("code", code.ToString()));
    }

    public void Unanswerable() => Refused(ErrorCode.Malformed);

    public void Disclosed(DisclosureOutcome outcome) => _disclosures.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Dispose() => _meter.Dispose();
}
