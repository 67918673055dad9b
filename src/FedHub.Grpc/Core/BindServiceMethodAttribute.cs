namespace Grpc.Core;

/// <summary>Put by generated code on a service base class: which static method lists its methods.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The type with the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The name of the method; it takes a <see cref="ServiceBinderBase"/> and the service base class.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
