namespace FedHub.Grpc.Tests.Interop;

/// <summary>Every case over every transport.</summary>
public sealed class InteropRows : TheoryData<Transport, string>
{
    public InteropRows(IEnumerable<Transport> transports, IReadOnlyList<string> cases)
    {
        foreach (var transport in transports)
        {
            foreach (var name in cases)
            {
                Add(transport, name);
            }
        }
    }
}
