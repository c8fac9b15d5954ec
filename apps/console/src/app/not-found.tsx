import { NothingHere } from '#features/reading/NothingHere.tsx';

export default function NotFound() {
  return <NothingHere />;
}
