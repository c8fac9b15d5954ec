import { defineError } from '@bonded/kernel';

/** A package id or a version that NuGet does not take. */
export const packageNameInvalid = defineError('invalid', 'NUGET_PACKAGE_NAME_INVALID');
/** A .nupkg that NuGet could not install, or that its clients would read differently. */
export const nupkgInvalid = defineError('invalid', 'NUGET_PACKAGE_INVALID');
/** A push whose form has no package in it, or more than one. */
export const pushInvalid = defineError('invalid', 'NUGET_PUSH_INVALID');
