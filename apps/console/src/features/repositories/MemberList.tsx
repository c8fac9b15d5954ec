'use client';

import ArrowDownward from '@mui/icons-material/ArrowDownward';
import ArrowUpward from '@mui/icons-material/ArrowUpward';
import Close from '@mui/icons-material/Close';
import DragIndicator from '@mui/icons-material/DragIndicator';
import IconButton from '@mui/material/IconButton';
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useId,
  useRef,
  useState,
} from 'react';
import { t } from '#lib/messages.ts';
import { MemberAdd } from './MemberAdd.tsx';
import styles from './MemberList.module.css';
import { moved, rowAt } from './member-order.ts';

export interface MemberListProps {
  readonly members: readonly string[];
  readonly onChange: (members: readonly string[]) => void;
  readonly problem: string | undefined;
}

/**
 * What a group shows, in the order in which it is asked: moved by dragging, by the arrow keys on
 * the handle, or by buttons. What happened is read aloud.
 */
export function MemberList({ members, onChange, problem }: MemberListProps) {
  const [said, setSaid] = useState('');
  const labelId = useId();
  const hintId = useId();
  const count = members.length;
  const move = (from: number, to: number): void => {
    const next = moved(members, from, to);
    const name = members[from];
    if (next === members || name === undefined) return;
    onChange(next);
    setSaid(t('member.moved', { name, position: to + 1, count }));
  };
  const listRef = useRef<HTMLOListElement>(null);
  const { dragged, start, follow, end } = useDrag({ members, listRef, onMove: move });
  const remove = (name: string): void => {
    onChange(members.filter((member) => member !== name));
    setSaid(t('member.removed', { name }));
  };
  const add = (name: string): void => {
    onChange([...members, name]);
    setSaid(t('member.added', { name, position: count + 1, count: count + 1 }));
  };
  return (
    <>
      <div>
        <div id={labelId}>{t('member.list')}</div>
        <p id={hintId} className={styles.hint}>
          {t('member.hint')} {t('member.move.hint')}
        </p>
      </div>
      {count === 0 ? <p className={styles.none}>{t('member.none')}</p> : null}
      <ol
        ref={listRef}
        className={styles.list}
        aria-labelledby={labelId}
        aria-describedby={hintId}
        hidden={count === 0}
        onPointerMove={follow}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {members.map((name, index) => (
          <MemberRow
            key={name}
            name={name}
            index={index}
            count={count}
            isDragged={name === dragged}
            onDragStart={(event) => start(name, event)}
            onMove={(to) => move(index, to)}
            onRemove={() => remove(name)}
          />
        ))}
      </ol>
      <MemberAdd members={members} problem={problem} onAdd={add} />
      <div aria-live="polite" className="visually-hidden">
        {said}
      </div>
    </>
  );
}

interface DragOf {
  readonly members: readonly string[];
  readonly listRef: RefObject<HTMLOListElement | null>;
  readonly onMove: (from: number, to: number) => void;
}

/** Follows the pointer; the list captures it, since its rows change places meanwhile. */
function useDrag({ members, listRef, onMove }: DragOf) {
  const [dragged, setDragged] = useState<string>();
  const start = (name: string, event: PointerEvent): void => {
    if (event.button !== 0) return;
    listRef.current?.setPointerCapture(event.pointerId);
    setDragged(name);
  };
  const follow = (event: PointerEvent): void => {
    const from = dragged === undefined ? -1 : members.indexOf(dragged);
    const rows = [...(listRef.current?.children ?? [])];
    if (from === -1 || rows.length === 0) return;
    const extents = rows.map((row) => row.getBoundingClientRect());
    onMove(from, rowAt(extents, event.clientY));
  };
  return { dragged, start, follow, end: () => setDragged(undefined) };
}

interface MemberRowProps {
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly isDragged: boolean;
  readonly onDragStart: (event: PointerEvent) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

function MemberRow(props: MemberRowProps) {
  const { name, index, count, isDragged, onMove, onRemove } = props;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(index + step);
  };
  return (
    <li className={styles.row} data-dragged={isDragged}>
      <button
        type="button"
        className={styles.handle}
        aria-label={t('member.move', { name })}
        onPointerDown={props.onDragStart}
        onKeyDown={onKeyDown}
      >
        <DragIndicator fontSize="small" aria-hidden />
      </button>
      <span className={styles.position} aria-hidden="true">
        {index + 1}
      </span>
      <span className={styles.name}>{name}</span>
      <IconButton
        size="small"
        aria-label={t('member.up', { name })}
        aria-disabled={index === 0}
        title={index === 0 ? t('member.first') : t('member.up', { name })}
        onClick={() => onMove(index - 1)}
      >
        <ArrowUpward fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('member.down', { name })}
        aria-disabled={index === count - 1}
        title={index === count - 1 ? t('member.last') : t('member.down', { name })}
        onClick={() => onMove(index + 1)}
      >
        <ArrowDownward fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('member.remove', { name })}
        title={t('member.remove', { name })}
        onClick={onRemove}
      >
        <Close fontSize="small" />
      </IconButton>
    </li>
  );
}
