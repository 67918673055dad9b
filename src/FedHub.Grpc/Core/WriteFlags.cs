namespace Grpc.Core;

/// <summary>Flags of one write.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The message may wait for the next one before it is flushed.</summary>
    BufferHint = 1,

    /// <summary>Do not compress. Nothing is compressed here.</summary>
    NoCompress = 2,
}
