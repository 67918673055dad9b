namespace Grpc.Net.Client.Internal;

/// <summary>What on this side cancelled a call first.</summary>
internal enum CancelReason
{
    None = 0,
    Caller = 1,
    Deadline = 2,
    ChannelClosed = 3,
}
