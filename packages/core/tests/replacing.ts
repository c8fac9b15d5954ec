/** The very same object, but for some members: how a test makes one call fail. */
export function replacing<Target extends object>(target: Target, members: Partial<Target>): Target {
  return new Proxy(target, {
    get(from, property): unknown {
      if (Object.hasOwn(members, property)) return Reflect.get(members, property);
      const member: unknown = Reflect.get(from, property);
      return typeof member === 'function' ? member.bind(from) : member;
    },
  });
}
